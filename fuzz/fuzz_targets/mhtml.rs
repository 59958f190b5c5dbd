#![no_main]

gongwen_fuzz::target!("mhtml");
